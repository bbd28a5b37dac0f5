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

/**
 * Clicks “Execute step” in the open node and waits for what the editor shows in the end.
 *
 * @param fails whether that is an error instead of items
 * @returns the output pane
 */
export async function executeStep(page: Page, { fails = false } = {}): Promise<Locator> {
	await page.getByTestId('node-execute-button').click();
	const output = page.getByTestId('output-panel');
	await output.getByText(fails ? 'Error details' : /^\d+ items?$/).waitFor();
	return output;
}

/** Opens a saved workflow. */
export async function openWorkflow(page: Page, n8nUrl: string, id: string): Promise<void> {
	await page.goto(`${n8nUrl}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
}

/** A node of the open workflow, by its name. */
export function canvasNode(page: Page, name: string): Locator {
	return page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
}

/** Opens the parameters of a node of the open workflow. */
export async function openNode(page: Page, name: string): Promise<void> {
	await canvasNode(page, name).dblclick();
	await page.getByTestId('node-parameters').waitFor();
}

/** Drags a field from the schema of the open node's input onto one of its parameters. */
export async function dragField(page: Page, field: string, name: string): Promise<void> {
	const pill = inputField(page, field);
	await pill.hover();
	await page.mouse.down();
	const { x, y, width, height } = await boxOf(parameter(page, name));
	// The editor starts to drag at the second move and looks for the target at each one.
	await page.mouse.move(x + width / 2, y + height / 2, { steps: 15 });
	await page.mouse.up();
}

/** A field in the schema of the open node's input, by its name. */
export function inputField(page: Page, name: string): Locator {
	return page
		.getByTestId('ndv-input-panel')
		.locator(`[data-target="mappable"][data-name="${name}"]`)
		.first();
}

async function boxOf(target: Locator) {
	const box = await target.boundingBox();
	if (box === null) throw new Error('What the field is dragged onto is not to be seen');
	return box;
}

/** The input of a parameter of the open node, by the parameter's internal name. */
export function parameter(page: Page, name: string): Locator {
	return page.getByTestId(`parameter-input-${name}`);
}

/** An entry of the node panel, by its text. */
export function panelEntry(page: Page, name: string): Locator {
	return page.getByTestId('node-creator-item-name').getByText(name, { exact: true });
}
