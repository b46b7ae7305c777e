import { Button, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { CheckIcon, CopyIcon } from '../icons.js';

/** Copies a text; `label` is the button's full name, like `Copy token`. Says aloud that it did. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={label}
        leftSection={clipboard.copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
        onClick={() => clipboard.copy(text)}
      >
        {clipboard.copied ? 'Copied' : clipboard.error ? 'Select and copy' : 'Copy'}
      </Button>
      <VisuallyHidden role="status">{clipboard.copied ? 'Copied' : ''}</VisuallyHidden>
    </>
  );
}
