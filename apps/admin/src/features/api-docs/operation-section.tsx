import { CodeBlock } from '../../shared/ui/code-block.js';
import { apiDocsText } from '../../text/api-docs.js';
import classes from './docs.module.css';
import { DocsSection } from './docs-section.js';
import { exampleAnswer, type SampleKey } from './example-answer.js';
import { fieldsOf, type OpenApi, type Operation, type Parameter, typeOf } from './operations.js';
import { type Language, sampleOf } from './samples.js';

interface OperationSectionProps {
  readonly document: OpenApi;
  readonly operation: Operation;
  readonly language: Language;
  readonly sampleKey: SampleKey;
}

/** One call: what it does, what it takes, what it answers, and code that makes it. */
export function OperationSection({ document, operation, language, sampleKey }: OperationSectionProps) {
  const words = apiDocsText.operations[operation.id];
  const title = words?.title ?? operation.path;
  const scope = apiDocsText.scopeOf[operation.id];
  const facts = { origin: window.location.origin, keyId: sampleKey.id, llmType: sampleKey.llmType };
  const example = JSON.stringify(exampleAnswer(document, operation.answer, sampleKey, facts.origin), null, 2);
  return (
    <DocsSection
      id={operation.id}
      title={title}
      beside={
        <>
          <CodeBlock
            code={sampleOf(language, operation, facts)}
            label={apiDocsText.sampleOf(title)}
            copyLabel={apiDocsText.copy}
            caption={apiDocsText.languages[language]}
          />
          <CodeBlock
            code={example}
            label={apiDocsText.answerOf(title)}
            caption={apiDocsText.answers(operation.status)}
            copyLabel={apiDocsText.copyAnswer}
          />
        </>
      }
    >
      <div className={classes.call}>
        <span className={classes.method}>{operation.method}</span> <span>{operation.path}</span>
      </div>
      {words && <p>{words.does}</p>}
      {scope && (
        <p>
          {apiDocsText.scope} <code>{scope}</code>
        </p>
      )}
      {operation.parameters.length > 0 && (
        <>
          <h3 className={classes.heading}>{apiDocsText.parameters}</h3>
          <dl className={classes.fields}>
            {operation.parameters.map((parameter) => (
              <Entry key={parameter.name} name={parameter.name} notes={notesOf(parameter)}>
                {parameter.name === 'keyId' ? apiDocsText.keyIdIsSlug : parameter.description}
              </Entry>
            ))}
          </dl>
        </>
      )}
      {operation.body && (
        <>
          <h3 className={classes.heading}>{apiDocsText.body}</h3>
          <dl className={classes.fields}>
            {fieldsOf(document, operation.body).map(({ path, type, optional, description }) => (
              <Entry key={path} name={path} notes={optional ? [type, apiDocsText.optional] : [type]}>
                {description}
              </Entry>
            ))}
          </dl>
        </>
      )}
      <h3 className={classes.heading}>{apiDocsText.answers(operation.status)}</h3>
      <dl className={classes.fields}>
        {fieldsOf(document, operation.answer).map(({ path, type, optional, description }) => (
          <Entry key={path} name={path} notes={optional ? [type, apiDocsText.optional] : [type]}>
            {description}
          </Entry>
        ))}
      </dl>
    </DocsSection>
  );
}

interface EntryProps {
  readonly name: string;
  readonly notes: readonly string[];
  readonly children?: string | undefined;
}

function Entry({ name, notes, children }: EntryProps) {
  return (
    <div className={classes.field}>
      <dt>
        <code>{name}</code>
        {notes.map((note) => (
          <span key={note} className={classes.note}>
            {note}
          </span>
        ))}
      </dt>
      {children && <dd>{children}</dd>}
    </div>
  );
}

function notesOf({ in: place, required, schema }: Parameter): readonly string[] {
  const { minimum, maximum } = schema;
  return [
    place === 'path' ? apiDocsText.inPath : apiDocsText.inQuery,
    required ? apiDocsText.required : apiDocsText.optional,
    typeOf(schema),
    ...(minimum !== undefined && maximum !== undefined ? [apiDocsText.between(minimum, maximum)] : []),
    ...(schema.default === undefined ? [] : [apiDocsText.default(String(schema.default))]),
  ];
}
