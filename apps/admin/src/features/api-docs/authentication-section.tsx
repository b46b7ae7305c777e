import type { ReactNode } from 'react';
import { CodeBlock } from '../../shared/ui/code-block.js';
import { apiDocsText } from '../../text/api-docs.js';
import { DocsSection } from './docs-section.js';

/** The line that puts a token into the variable that every sample reads; never a real token. */
const PLACEHOLDER = 'export IBYOK_ACCESS_TOKEN=ibyok_…';

const text = apiDocsText.authentication;

/** How a call says whose it is. Takes the link to where tokens are made. */
export function AuthenticationSection({ link }: { link: ReactNode }) {
  return (
    <DocsSection
      id="authentication"
      title={text.title}
      beside={<CodeBlock code={PLACEHOLDER} label={text.set} copyLabel={text.copySet} caption={text.set} />}
    >
      <p>{text.send}</p>
      <p>
        {text.bound} {link}.
      </p>
      <p>{text.elsewhere}</p>
    </DocsSection>
  );
}
