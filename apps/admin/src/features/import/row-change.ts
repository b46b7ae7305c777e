/** What somebody changed of a row. */
export type RowChange =
  | { readonly ticked: boolean }
  | { readonly name: string }
  | { readonly llmType: string };
