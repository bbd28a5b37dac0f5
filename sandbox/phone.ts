/** National form (11 digits) of a phone in one of the three documented forms. */
export function nationalPhone(phone: string): string {
	return phone.length === 11 ? phone : phone.slice(-11);
}

/** International form, `+55` and 11 digits, as status events carry it. */
export function internationalPhone(phone: string): string {
	return `+55${nationalPhone(phone)}`;
}
