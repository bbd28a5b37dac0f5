import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { BROWSER_ID } from '../../../n8n/src/client';
import type { N8nClient } from '../../../n8n/src/client';
import { DEMO_LOGIN } from '../../../n8n/src/seed';

const PATHS = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// Without these a Chromium calls its maker's hosts all the time.
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// The editor asks outside hosts for news of packages; none is to be reached from a test.
	'--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

const SCREENSHOTS = join(__dirname, '..', '..', '..', '.cache', 'screenshots');

/**
 * Starts a headless Chromium or Chrome of this machine.
 *
 * @throws Error listing the places looked at, when there is none
 */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = PATHS.find((path) => existsSync(path));
	if (executablePath === undefined) {
		throw new Error(`No Chromium found; looked at ${PATHS.join(', ')}`);
	}
	selectors.setTestIdAttribute('data-test-id');
	return chromium.launch({ executablePath, args: QUIET });
}

/**
 * Opens a page on which a step that hangs fails within a minute.
 *
 * @param settings on top of the usual ones, such as a dark `colorScheme`
 */
export async function openPage(
	browser: Browser,
	settings: BrowserContextOptions = {},
): Promise<Page> {
	const page = await browser.newPage({
		viewport: { width: 1440, height: 900 },
		locale: 'en-US',
		...settings,
	});
	page.setDefaultTimeout(60_000);
	return page;
}

/** Lets a page go on with a client's session: n8n allows few logins in a row. */
export async function adoptSession(
	page: Page,
	{ url, session }: Pick<N8nClient, 'url' | 'session'>,
): Promise<void> {
	const cookies = session.split('; ').map((cookie) => {
		const [name = '', ...value] = cookie.split('=');
		return { name, value: value.join('='), url };
	});
	await page.context().addCookies(cookies);
	await page.addInitScript(`localStorage.setItem('n8n-browserId', '${BROWSER_ID}')`);
}

/** Logs the owner in to n8n's editor. */
export async function logIn(page: Page, n8nUrl: string): Promise<void> {
	await page.goto(`${n8nUrl}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(DEMO_LOGIN.email);
	await page.locator('input[name="password"]').fill(DEMO_LOGIN.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
}

/** Keeps a picture of a page under `.cache/screenshots`. */
export async function screenshot(page: Page, name: string): Promise<void> {
	mkdirSync(SCREENSHOTS, { recursive: true });
	await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
