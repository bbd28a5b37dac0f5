import type { AxiosInstance } from 'axios';
import type { DataTable, DataTableColumn, DataTableRow } from '../types';
import { unwrap } from './unwrap';

/** The owner's data tables and their rows. */
export function dataTables(http: AxiosInstance) {
	const base = async () => {
		const { id } = await unwrap<{ id: string }>(http.get('/projects/personal'));
		return `/projects/${id}/data-tables`;
	};
	return {
		/** The owner's tables. */
		listDataTables: async () => {
			const { data } = await unwrap<{ data: DataTable[] }>(http.get(await base()));
			return data;
		},
		createDataTable: async (name: string, columns: DataTableColumn[]) =>
			unwrap<DataTable>(http.post(await base(), { name, columns })),
		insertRows: async (tableId: string, rows: DataTableRow[]) =>
			unwrap<unknown>(
				http.post(`${await base()}/${tableId}/insert`, { data: rows, returnType: 'count' }),
			),
		/** A table's rows (at most 250), oldest first, with n8n's own columns `id`, `createdAt`, `updatedAt`. */
		listRows: async (tableId: string) => {
			const { data } = await unwrap<{ data: DataTableRow[] }>(
				http.get(`${await base()}/${tableId}/rows`, { params: { take: 250, sortBy: 'id:asc' } }),
			);
			return data;
		},
	};
}
