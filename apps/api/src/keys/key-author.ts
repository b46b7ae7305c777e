/** Who gives a key a value, as the record and the version name them: a person, or an application by its token. */
export interface KeyAuthor {
  readonly tenantId: string;
  readonly actor: { readonly type: 'account' | 'token'; readonly id: string; readonly name: string };
  readonly tokenId?: string;
  readonly requestId: string;
  readonly ip: string;
}
