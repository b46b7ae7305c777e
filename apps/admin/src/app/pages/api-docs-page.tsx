import { Anchor, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { openApiQuery } from '../../features/api-docs/api/openapi.js';
import { AuthenticationSection } from '../../features/api-docs/authentication-section.js';
import { Contents } from '../../features/api-docs/contents.js';
import { ErrorsSection, MockValuesSection, ModesSection } from '../../features/api-docs/facts-sections.js';
import { OperationSection } from '../../features/api-docs/operation-section.js';
import { externalOperations } from '../../features/api-docs/operations.js';
import type { Language } from '../../features/api-docs/samples.js';
import { SamplesBar } from '../../features/api-docs/samples-bar.js';
import { keysQuery } from '../../shared/queries/keys.js';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ErrorState, RowsSkeleton } from '../../shared/ui/states.js';
import { apiDocsText as text } from '../../text/api-docs.js';

/** What the samples are about in a workspace without a key. */
const NO_KEY = { id: 'key_0000000000000000000000', name: 'OpenAI', slug: 'openai', llmType: 'openai' };

/** How applications fetch keys, with the reader's own keys in the samples. */
export function ApiDocsPage() {
  const contract = useQuery(openApiQuery);
  const keys = useQuery(keysQuery);
  const wanted = useSearch({ from: '/shell/api-docs' }).key;
  const navigate = useNavigate({ from: '/api-docs' });
  const [language, setLanguage] = useState<Language>('curl');

  const failed = [contract, keys].find((part) => part.isError && part.data === undefined);
  const document = contract.data;
  const operations = document && externalOperations(document);
  const sampleKey = keys.data?.find(({ id }) => id === wanted) ?? keys.data?.[0] ?? NO_KEY;
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          <Group gap="md" h={36}>
            <Anchor size="sm" href="/api/openapi.json" target="_blank">
              {text.contract}
            </Anchor>
            <Anchor size="sm" href="/api/docs" target="_blank">
              {text.reference}
            </Anchor>
          </Group>
        }
      >
        {text.intro}
      </PageHeader>
      {failed ? (
        <ErrorState
          title={text.notLoaded}
          error={failed.error}
          retrying={failed.isFetching}
          onRetry={() => void failed.refetch()}
        />
      ) : !document || !operations || !keys.data ? (
        <RowsSkeleton label={text.loading} rows={8} />
      ) : (
        <>
          <Contents operations={operations} />
          <SamplesBar
            keys={keys.data}
            keyId={sampleKey.id}
            language={language}
            onKey={(key) => void navigate({ search: { key }, replace: true, resetScroll: false })}
            onLanguage={setLanguage}
          />
          <AuthenticationSection
            link={
              <Anchor
                inherit
                underline="always"
                renderRoot={(props) => <Link to="/tokens" search={{ panel: 'create' }} {...props} />}
              >
                {text.authentication.make}
              </Anchor>
            }
          />
          {operations.map((operation) => (
            <OperationSection
              key={operation.id}
              document={document}
              operation={operation}
              language={language}
              sampleKey={sampleKey}
            />
          ))}
          <ModesSection
            link={
              <Anchor inherit underline="always" renderRoot={(props) => <Link to="/playground" {...props} />}>
                {text.modes.try}
              </Anchor>
            }
          />
          <MockValuesSection />
          <ErrorsSection />
        </>
      )}
    </>
  );
}
