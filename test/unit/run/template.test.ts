import fc from 'fast-check';
import { lacksExpression, splitTemplate } from '../../../nodes/LigueLead/resources/run/template';

test.each([
	['Oi', undefined],
	['{{ $json.a }}', undefined],
	[undefined, undefined],
	[42, undefined],
	['=Oi', { texts: ['Oi'], expressions: [] }],
	['={{ $json.a }}', { texts: ['', ''], expressions: ['{{ $json.a }}'] }],
	['=a{{ 1 }}{{ 2 }}b', { texts: ['a', '', 'b'], expressions: ['{{ 1 }}', '{{ 2 }}'] }],
	['=a {{ 1 }} \\{{ 2 }} c', { texts: ['a ', ' \\{{ 2 }} c'], expressions: ['{{ 1 }}'] }],
	['=a {{ 1', { texts: ['a {{ 1'], expressions: [] }],
])('%j', (raw, template) => {
	expect(splitTemplate(raw)).toEqual(template);
});

test.each([
	['=order-{{ 1 }}', 'order-', true],
	['=order-{{ 1 }}', 'order-7', false],
	['=woo-{{ 1 }}-{{ 2 }}', 'woo--paid', true],
	['=woo-{{ 1 }}-{{ 2 }}', 'woo-7-', true],
	['=woo-{{ 1 }}-{{ 2 }}', 'woo-7-paid', false],
	['={{ 1 }}-{{ 2 }}-{{ 3 }}', 'a--c', true],
	['={{ 1 }}-{{ 2 }}-{{ 3 }}', 'a-b-c', false],
	['={{ 1 }}', '', false],
	['=order', 'order', false],
])('%j as %j: %s', (raw, value, expected) => {
	const template = splitTemplate(raw);
	expect(template && lacksExpression(value, template)).toBe(expected);
});

test('no expression that yields nothing is overlooked, and the parts make the whole', () => {
	const texts = fc.array(fc.constantFrom<string>('-', 'a', 'pedido:', '/'), {
		minLength: 2,
		maxLength: 5,
	});
	fc.assert(
		fc.property(texts, fc.nat(), (parts, seed) => {
			const raw = `=${parts.join('{{ 1 }}')}`;
			const template = splitTemplate(raw);
			expect(template?.texts).toEqual(parts);
			const empty = seed % (parts.length - 1);
			const value = parts.reduce(
				(text, part, at) => `${text}${at - 1 === empty ? '' : '7'}${part}`,
			);
			const whole = parts.reduce((text, part) => `${text}7${part}`);
			expect(template && lacksExpression(value, template)).toBe(true);
			expect(template && lacksExpression(whole, template)).toBe(false);
		}),
	);
});
