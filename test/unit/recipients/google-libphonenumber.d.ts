/** The part of the library that the tests use as an oracle; it ships no types. */
declare module 'google-libphonenumber' {
	interface GooglePhoneNumber {
		getNationalNumber(): number | undefined;
	}
	export const PhoneNumberType: { MOBILE: number; FIXED_LINE: number };
	export class PhoneNumberUtil {
		static getInstance(): PhoneNumberUtil;
		parse(text: string, region: string): GooglePhoneNumber;
		getNumberType(number: GooglePhoneNumber): number;
	}
}
