import fc from 'fast-check';
import { planRecipients } from '../../../nodes/LigueLead/recipients';
import { mobile } from './numbers';

const OTHER = '21987654321';
const PHONE = '11912345678';
const sentTo = (text: string) =>
	planRecipients(text, { addNinthDigit: false, doNotSend: new Set() }).phones;

test.each<[text: string, phones: string[]]>([
	[`1. Nome: Ana\n2. CPF:\n${OTHER}\n3. Telefone:\n${PHONE}`, [PHONE]],
	[`2) CPF\n${OTHER}`, []],
	[`2 - CPF\n${OTHER}`, []],
	[`CPF 2\n${OTHER}`, []],
	[`CPF 1:\n${OTHER}\nCPF 2:\n${OTHER}`, []],
	[`CPF do 2º titular\n${OTHER}`, []],
	[`CPF (11 dígitos):\n${OTHER}`, []],
	[`Pedido 77\n${OTHER}`, []],
	[`Protocolo 2024\n${OTHER}`, []],
	[`<td>1. CPF</td><td>${OTHER}</td>`, []],
	[`<li>2. CPF:</li><li>${OTHER}</li><li>3. Tel:</li><li>${PHONE}</li>`, [PHONE]],
	[`Número do documento de identidade do titular:\n${OTHER}`, []],
	[`Por favor, informe o número do seu CPF abaixo:\n${OTHER}`, []],
	[`CPF:\n${OTHER} (Ana)`, []],
	[`CPF:<br>${OTHER} (titular)`, []],
	[`CPF\n${OTHER}; Tel: ${PHONE}`, [PHONE]],
	[`CPF\n${OTHER}, Telefone ${PHONE}`, [PHONE]],
	[`CPF:\n${OTHER} | WhatsApp: ${PHONE}`, [PHONE]],
	[`Pedidos:\n${OTHER} - Ana\n- 31987654321 - Bia`, []],
	[`Documentos\n1) ${OTHER}\n2) ${OTHER}`, []],
	[`1. CPF:\n${OTHER}\n2. Telefone: ${PHONE}`, [PHONE]],
	[`CPF\n123.456.789-09\nTel 1:\n${PHONE}`, [PHONE]],
	[`CPF: 123.456.789-09\n${PHONE}`, [PHONE]],
	[`Tel ${PHONE}; CPF:\n${OTHER}`, []],
	[`Tel ${PHONE}; 1. CPF:\n${OTHER}`, [PHONE]],
	[`(11) 91234-5678 (pedido)\n${OTHER}`, [PHONE, OTHER]],
	[`Pedido 1042\n(11) 91234-5678`, [PHONE]],
	[`Pedidos:\n(11) 91234-5678 - Ana\n+55 21 98765-4321 - Bia`, [PHONE, OTHER]],
	[`Telefone do pedido 12:\n${PHONE}`, [PHONE]],
	[`Contatos\n1. ${PHONE} - Ana\n2. ${OTHER} - Bia`, [PHONE, OTHER]],
])('%j goes to %j', (text, phones) => {
	expect(sentTo(text)).toEqual(phones);
});

test.each<[text: string, phones: string[]]>([
	[`1. CPF:\t${PHONE}\t${OTHER}`, []],
	[`CPF 1:\t${PHONE}\t2:\t${OTHER}`, []],
	[`CPF 1:\tJoão ${PHONE}`, []],
	[`2. CPF:, do titular ${OTHER}`, []],
	[`1) CPF: ; do João ${OTHER}`, []],
	[`${PHONE}; 1 CPF:\tAna ${OTHER}`, [PHONE]],
	[`CPF 1:\tTel: ${PHONE}`, [PHONE]],
	[`1. CPF:\t${OTHER}\tTelefone ${PHONE}`, [PHONE]],
	[`CPF ${'do titular '.repeat(20)}${PHONE}, ${OTHER}`, []],
	[`CPF ${'do titular '.repeat(40)}${PHONE}, ${OTHER}`, []],
	[`Loja 1:\tJoão ${PHONE}`, [PHONE]],
	[`Fone 1:\t${PHONE}\t2:\t${OTHER}`, [PHONE, OTHER]],
])('of one line, %j goes to %j', (text, phones) => {
	expect(sentTo(text)).toEqual(phones);
});

const kind = fc.constantFrom(
	'CPF',
	'Pedido',
	'Documento',
	'Conta',
	'NSU',
	'Chave Pix',
	'Protocolos',
);
const mark = fc.constantFrom('', '1. ', '2) ', '3 - ', '4º ', '• ', '(5) ', 'Dados: ');
const tail = fc.constantFrom(
	'',
	':',
	' 2',
	' 2:',
	' nº 3:',
	' (11 dígitos):',
	' do titular 1 da conta',
);
const lineBreak = fc.constantFrom('\n', '\r\n', '<br>', '\\n', '\n\n', '\n  ');
const behind = fc.constantFrom(
	'',
	' (Ana)',
	' - Ana',
	' Ana',
	'; Ana',
	' ou a combinar',
	', do titular',
);

test('below a head of other numbers none of them gets the message, but the phone behind its own label', () => {
	fc.assert(
		fc.property(
			fc.tuple(mark, kind, tail).map((parts) => parts.join('')),
			lineBreak,
			fc.array(fc.tuple(mobile, behind), { minLength: 1, maxLength: 3 }),
			fc.constantFrom('Tel: ', 'Telefone:\n', '2. Celular: ', 'WhatsApp 2:\n'),
			(head, between, others, label) => {
				const documents = others.map(([number, note]) => number + note);
				const text = [head, ...documents, label + PHONE].join(between);
				const numbers = others.map(([number]) => number);
				fc.pre(!numbers.includes(PHONE));
				expect({ text, phones: sentTo(text) }).toEqual({ text, phones: [PHONE] });
			},
		),
		{ numRuns: 2000 },
	);
});
