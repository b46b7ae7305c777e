/** The name of the data source that fetches have to themselves. */
export const FETCH_DATA_SOURCE = 'fetch';
