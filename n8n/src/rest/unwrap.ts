/** What is inside n8n's answers, all of which are `{data: …}`. */
export async function unwrap<T>(answer: Promise<{ data: { data: T } }>): Promise<T> {
	return (await answer).data.data;
}
