export declare function databaseUrl(url: string, database: string): string;
