/** A JSON Schema as the document has them. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly string[];
  readonly default?: string | number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** The parts of an OpenAPI document that are read here. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, WrittenOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface WrittenOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

/** One call that an application can make. */
export interface Operation {
  /** As in `External_value`. */
  readonly id: string;
  /** As in `GET`. */
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** What it takes; null where it takes nothing. */
  readonly body: Schema | null;
  readonly status: number;
  readonly answer: Schema;
}

/** One field of an answer, by its way there, as in `items[].keyId`. */
export interface Field {
  readonly path: string;
  readonly type: string;
  readonly optional: boolean;
  readonly description?: string;
}

/** The calls for applications, in the document's order. */
export function externalOperations(document: OpenApi): readonly Operation[] {
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/external/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, parameters = [], requestBody, responses }]) => {
        const [status, response] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
        const taken = requestBody?.content['application/json']?.schema;
        const schema = response?.content?.['application/json']?.schema ?? {};
        return {
          id: operationId,
          method: method.toUpperCase(),
          path,
          parameters,
          body: taken === undefined ? null : resolved(document, taken),
          status: Number(status),
          answer: resolved(document, schema),
        };
      }),
    );
}

/** The schema, or the one that it points to. */
export function resolved({ components }: OpenApi, schema: Schema): Schema {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (components.schemas[name] ?? {});
}

/** Every field of a schema, those within it too. */
export function fieldsOf(document: OpenApi, schema: Schema, before = ''): readonly Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = `${before}${name}`;
    const one = resolved(document, property);
    const optional = !schema.required?.includes(name);
    if (one.type === 'array') {
      return fieldsOf(document, resolved(document, one.items ?? {}), `${path}[].`);
    }
    if (one.properties) return fieldsOf(document, one, `${path}.`);
    return [{ path, type: typeOf(one), optional, ...(one.description && { description: one.description }) }];
  });
}

/** What a value may be, in the words of JSON. */
export function typeOf({ type, format, enum: words, nullable }: Schema): string {
  const base = words ? words.join(' | ') : format === 'date-time' ? 'time' : (format ?? type ?? 'any');
  return nullable ? [base, 'null'].join(' | ') : base;
}
