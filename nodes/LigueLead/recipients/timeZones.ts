/**
 * Brazil's time zones by area code. The areas are those of ANATEL's numbering plan (Resolução 749/2022), the zones
 * those of the IANA time zone database, whose names the platform knows the hours of. An area that lies in two zones
 * stands in both: of Amazonas, 97 is split. The islands of Fernando de Noronha, an hour ahead, share 81 with Recife and
 * are left out: their 3,000 people would close an hour earlier for four million.
 */
const AREAS: Readonly<Record<string, string>> = {
	'America/Rio_Branco': '68',
	'America/Eirunepe': '97',
	'America/Manaus': '92 97',
	'America/Porto_Velho': '69',
	'America/Boa_Vista': '95',
	'America/Cuiaba': '65 66',
	'America/Campo_Grande': '67',
	'America/Santarem': '93',
	'America/Belem': '91 94 96',
	'America/Fortaleza': '83 84 85 86 88 89 98 99',
	'America/Recife': '81 87',
	'America/Maceio': '79 82',
	'America/Bahia': '71 73 74 75 77',
	'America/Araguaina': '63',
	'America/Sao_Paulo':
		'11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 61 62 64',
};

const zones = new Map<string, string[]>();
for (const [zone, areas] of Object.entries(AREAS)) {
	for (const area of areas.split(' ')) zones.set(area, [...(zones.get(area) ?? []), zone]);
}

/**
 * The time zones in which a number's area code lies: IANA names, one as a rule. Takes a national number, area code
 * first; none for an area code that Brazil does not have. A phone that its owner has taken to another state still
 * counts as one from home.
 */
export function timeZonesOf(national: string): readonly string[] {
	return zones.get(national.slice(0, 2)) ?? [];
}
