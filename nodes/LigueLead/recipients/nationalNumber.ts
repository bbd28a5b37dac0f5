import { parsePhone } from './parsePhone';

/**
 * The national digits of a status event's phone ('+5513991884678' → '13991884678'): 11 of a mobile, the
 * form in which recipients are sent, or 10 of a landline, which voice messages reach. Undefined for
 * anything else.
 */
export function nationalNumber(raw: unknown): string | undefined {
	const parsed = parsePhone(raw);
	if (parsed.valid) return parsed.phone;
	return parsed.reason === 'landline' ? landline(String(raw)) : undefined;
}

// Only as status events and people write them: a landline never receives an SMS, so no more is known
// of it here than that it is one.
function landline(text: string): string | undefined {
	return /^(?:\+?55|0)?(\d{10})$/.exec(text.replace(/[\s().-]/g, ''))?.[1];
}
