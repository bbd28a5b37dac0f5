import { isAscii } from './countDigits';

/** Words for numbers that are no phones, in Portuguese and English, as people, shops and systems write them. */
const OTHER_KINDS = `
	cpfs? cnpjs? rg cep cnh pis pasep nis nit cns sus crm cro crea coren oab ctps ssn vat ein
	documentos? documents? docs? identidade passaporte passport t[ií]tulo tax
	pix chave txid e2e contas? ag[eê]ncia iban cart(?:[aã]o|[oõ]es) card boletos? saldo total
	valor(?:es)? pre[cç]os? price amount transa[cç](?:[aã]o|[oõ]es) transactions? nsu tid autoriza[cç][aã]o
	pedidos? orders? ordem ordens faturas? invoices? receipts? nfs? nfc?e nfse? danfe protocolos? tickets?
	chamados? os contratos? ap[oó]lices? sinistros? propostas? or[cç]amentos? cota[cç][aã]o processos?
	rastreios? rastreamento tracking lotes? skus? upc ean gtin isbn ncm s[eé]rie serial patrim[oô]nio
	imei imsi iccid mac ip ipv4 renavam chassi placa lat latitude lon lng longitude
	ids? uid uuid guid c[oó]d(?:s|igos?)? codes? ref refer[eê]ncia reference matr[ií]culas? inscri[cç][aã]o
	registros? benef[ií]cio nb prontu[aá]rio carteir(?:a|inha) conv[eê]nio guia darf
	nascimento birth birthday birthdate idade senhas? token otp pin hash md5 timestamp unix epoch`;

/** Words that stand beside a phone as well as beside another number. */
const UNCLEAR = `
	n[º°o] n num n[uú]meros? number no data date hora clientes? customers? usu[aá]rios? users? login compras?
	vendas? itens items? cadastro account produtos? products? notas? linha line row campo field value key`;

const PHONES = `
	tels? telef telefones? tel[eé]fonos? telem[oó]ve(?:l|is) cels? celular(?:es)? cell fones? \\p{L}*phones? \\p{L}*mobile m[oó]vel m[oó]bil sms
	callto whats? whatsapp zaps? zapzap wpp wp contatos? contact recados? msisdn vivo tim claro br`;

const anyOf = (words: string) => words.trim().split(/\s+/).join('|');

/** A search for whole words in a text in lower case; half the time is saved for ASCII. */
function whole(words: string): (text: string) => boolean {
	const any = new RegExp(`(?<!\\p{L})(?:${anyOf(words)})(?!\\p{L})`, 'u');
	const ascii = new RegExp(`(?<![a-z])(?:${anyOf(words).replace(/\\p\{L\}/g, '[a-z]')})(?![a-z])`);
	return (text) => (isAscii(text) ? ascii : any).test(text.toLowerCase());
}

const isOtherKind = whole(OTHER_KINDS);
const isUnclearWord = whole(UNCLEAR);
const isPhoneWord = whole(PHONES);
// Codes of parcels begin with BR and go on in digits.
const PHONE_WORD_LAST = new RegExp(`(?<!\\p{L})(?!br$)(?:${anyOf(PHONES)})$`, 'iu');
const SYMBOL = /[#$€£¥%*@~§=&\p{No}]/u;
/** 'NSU', 'OAB': letters of a kind of number rather than a name. */
const ABBREVIATION = /^\P{L}*\p{Lu}{1,4}\P{L}*$/u;

/** What the words before a number say of it; 'unclear' is enough where it is written as phones are. */
export type Label = 'phone' | 'unclear' | 'other' | 'none';

/** `billing_phone` and `cellPhone` as words. */
function words(text: string): string {
	if (isAscii(text) && !/_|[a-z][A-Z]/.test(text)) return text;
	return text.replace(/_/g, ' ').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
}

/** Whether words or signs say that a number beside them is none of a phone. */
export function saysOtherKind(text: string): boolean {
	// Ana & Beto are people, and no sign of another number.
	return SYMBOL.test(text.replace(/(?<=\p{L}) & (?=\p{L})/gu, ' ')) || isOtherKind(words(text));
}

/** Reads the text in front of a number, without the number's own plus and brackets. */
export function readLabel(before: string): Label {
	if (!/[^\s"'-]/.test(before)) return 'none';
	const last = words(/[^,;|\n]*$/.exec(before.replace(/[\s,;|]+$/, ''))?.[0] ?? '');
	// A label of its own comes after what is said of other numbers: 'CPF: não tem, Telefone: …'.
	const isPhone = isPhoneWord(last);
	if (saysOtherKind(isPhone ? last : before)) return 'other';
	if (isPhone) return 'phone';
	if (/[:=]/.test(last) || isUnclearWord(last) || ABBREVIATION.test(last)) return 'unclear';
	return 'none';
}

/** Whether a text ends with a word for phones, to which digits may be glued: 'cel11987654321'. */
export function endsWithPhoneWord(text: string): boolean {
	return PHONE_WORD_LAST.test(words(text));
}

/** Whether a text without digits heads other numbers: 'CPF', 'Documentos:'. */
export function headsOtherKind(text: string): boolean {
	const head = words(text);
	return isOtherKind(head) && !isPhoneWord(head) && !/\d/.test(head);
}
