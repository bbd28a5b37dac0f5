/** The address of LigueLead's API (the guide, "Send SMS Message"). */
export const API_URL = 'https://api.liguelead.com.br/v1';
