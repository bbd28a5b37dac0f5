import { parsePhone } from './parsePhone';

/**
 * The 11 national digits of a status event's phone ('+5513991884678' → '13991884678'), the form in
 * which recipients are sent; undefined for anything that is no Brazilian mobile number.
 */
export function nationalNumber(raw: unknown): string | undefined {
	const parsed = parsePhone(raw);
	return parsed.valid ? parsed.phone : undefined;
}
