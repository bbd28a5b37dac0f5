import type { Locator, Page } from 'playwright-core';

/** Opens an empty workflow with a manual trigger. */
export async function newWorkflow(page: Page, n8nUrl: string): Promise<void> {
	await page.goto(`${n8nUrl}/workflow/new`);
	await page.getByTestId('canvas-add-button').click();
	await panelEntry(page, 'Trigger manually').click();
	await page.getByTestId('canvas-handle-plus').first().waitFor();
}

/**
 * Adds a node behind the trigger, through the node panel; its parameters are open afterwards.
 *
 * @param search what is typed into the panel's search
 * @param name the node's name in the list of hits
 * @param action the entry in the node's list of actions
 */
export async function addNode(
	page: Page,
	{ search, name, action }: { search: string; name: string; action: string },
): Promise<void> {
	await page.getByTestId('canvas-handle-plus').first().click();
	await page.getByTestId('node-creator-search-bar').fill(search);
	await panelEntry(page, name).click();
	await panelEntry(page, action).click();
	await page.getByTestId('node-execute-button').waitFor();
}

/** Chooses a credential by its name in the open node. */
export async function chooseCredential(page: Page, name: string): Promise<void> {
	await page.getByTestId('node-credentials-select').click();
	await page
		.getByRole('option', { name })
		.or(page.getByText(name, { exact: true }))
		.last()
		.click();
}

/** Fills in a text parameter of the open node. */
export async function fillParameter(page: Page, name: string, value: string): Promise<void> {
	await parameter(page, name).locator('input, textarea, .cm-content').first().fill(value);
}

/** Clicks “Execute step” in the open node and waits for what the editor says in the end. */
export async function executeStep(page: Page): Promise<Locator> {
	await page.getByTestId('node-execute-button').click();
	const output = page.getByTestId('output-panel');
	await output.getByText(/^\d+ items?$/).waitFor();
	return output;
}

function parameter(page: Page, name: string): Locator {
	return page.getByTestId(`parameter-input-${name}`);
}

function panelEntry(page: Page, name: string): Locator {
	return page.getByTestId('node-creator-item-name').getByText(name, { exact: true });
}
