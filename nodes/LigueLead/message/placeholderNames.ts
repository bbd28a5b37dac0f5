/** Words that stand for a person: in brackets they are never a label. */
const PERSON = words(
	'nome nomes name sobrenome firstname lastname fullname fname lname username primeironome',
);

/** Words that stand for a value. */
const VALUE = words(
	'valor value preco price amount quantia data date hora horario time vencimento prazo link url codigo code cpf cnpj cep ' +
		'email telefone phone celular mobile fone endereco address token senha password otp pin rastreio saldo parcela ' +
		'numero number id orderid protocolo linhadigitavel placa',
);

/** Words that stand for a value, and head a message just as well: [PEDIDO] Seu pedido saiu. */
const LABEL = words(
	'cliente customer client contato contact paciente aluno usuario user pedido order total cupom coupon voucher produto product ' +
		'empresa company loja store cidade city bairro rua boleto fatura invoice rastreamento tracking medico atendente ' +
		'vendedor mensagem message texto text campo field variavel variable var titulo title assunto evento event curso servico ' +
		'service plano veiculo agendamento consulta',
);

/** Words that may stand beside one of them: [Nome do Cliente], [inserir link aqui]. */
const BESIDE = words(
	'do da de dos das o a seu sua seus suas meu minha your my the of inserir insira insert colocar coloque digite preencher ' +
		'aqui here completo completa primeiro ultimo first last full amp',
);

const MAX_WORDS = 6;

/** How certain it is that a name in brackets is a placeholder: a person's, a value's, or perhaps a label. */
export type PlaceholderName = 'person' | 'value' | 'label';

/**
 * Reads the text between two brackets as the name of a field: nome, NOME_CLIENTE, first_name, nomeCliente,
 * customer.name, Nome do Cliente. Returns undefined for every other text.
 */
export function readPlaceholderName(text: string): PlaceholderName | undefined {
	const plain = text.normalize('NFD').replace(/\p{M}/gu, '');
	const parts = plain
		.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((part) => part !== '');
	if (parts.length > MAX_WORDS) return undefined;
	const isIdentifier = /[_.]|\p{Ll}\p{Lu}/u.test(plain) && !/\s/.test(plain);
	const known = parts.map(nameOf);
	const named = known.filter((one) => one !== undefined);
	const [first] = named;
	if (first === undefined) return undefined;
	if (isIdentifier) return 'person';
	const fits = parts.every(
		(part, at) => known[at] !== undefined || BESIDE.has(part) || /^\d{1,2}$/.test(part),
	);
	if (!fits) return undefined;
	return named.includes('person') ? 'person' : first;
}

function nameOf(word: string): PlaceholderName | undefined {
	if (PERSON.has(word)) return 'person';
	if (VALUE.has(word)) return 'value';
	return LABEL.has(word) ? 'label' : undefined;
}

function words(text: string): ReadonlySet<string> {
	return new Set(text.split(' '));
}
