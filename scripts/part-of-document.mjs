/** @typedef {{ paths: Record<string, unknown>, components?: Record<string, Record<string, unknown>> }} OpenApiDocument */

const REFERENCE = /^#\/components\/([^/]+)\/(.+)$/;

/**
 * The part of an OpenAPI document whose paths begin with a prefix, with the components that it refers to.
 * @template {OpenApiDocument} Document
 * @param {Document} document
 * @param {string} prefix for example `/external/`
 * @returns {Document}
 */
export function partOfDocument(document, prefix) {
  const paths = Object.fromEntries(
    Object.entries(document.paths).filter(([path]) => path.startsWith(prefix)),
  );
  /** @type {Record<string, Record<string, unknown>>} */
  const components = {};
  /** @param {unknown} node */
  const collect = (node) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, value] of Object.entries(node)) {
      const [, kind = '', component = ''] = (name === '$ref' && REFERENCE.exec(String(value))) || [];
      if (kind === '') collect(value);
      else if (components[kind]?.[component] === undefined) {
        components[kind] = { ...components[kind], [component]: document.components?.[kind]?.[component] };
        collect(components[kind][component]);
      }
    }
  };
  collect(paths);
  return { ...document, paths, components };
}
