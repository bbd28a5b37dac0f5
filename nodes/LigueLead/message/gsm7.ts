/** The GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1), without the escape code. */
const BASIC =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** Its extension table (6.2.1.1). */
const EXTENSION = '\f^{}\\[~]|€';

const GSM7 = new Set(BASIC + EXTENSION);

/** Whether the GSM 7-bit alphabet or its extension table has a character. */
export function isGsm7(character: string): boolean {
	return GSM7.has(character);
}
