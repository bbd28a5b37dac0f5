import type { AxiosInstance } from 'axios';
import type { Credential, CredentialTest } from '../types';
import { unwrap } from './unwrap';

/** Credentials: save, change, test. */
export function credentials(http: AxiosInstance) {
	return {
		listCredentials: () => unwrap<Credential[]>(http.get('/credentials')),
		createCredential: (name: string, type: string, data: Record<string, unknown>) =>
			unwrap<Credential>(http.post('/credentials', { name, type, data })),
		updateCredential: (credential: Credential, data: Record<string, unknown>) =>
			unwrap<Credential>(
				http.patch(`/credentials/${credential.id}`, {
					name: credential.name,
					type: credential.type,
					data,
				}),
			),
		/** What the Test button of a credential says. */
		testCredential: (credential: Credential, data: Record<string, unknown>) =>
			unwrap<CredentialTest>(
				http.post('/credentials/test', {
					credentials: {
						id: credential.id,
						name: credential.name,
						type: credential.type,
						data,
					},
				}),
			),
	};
}
