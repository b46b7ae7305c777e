import { Button, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { uiText } from '../../text/ui.js';
import { CheckIcon, CopyIcon } from '../icons.js';

interface CopyButtonProps {
  readonly text: string;
  /** The button's full name, like `Copy token`. */
  readonly label: string;
  /** Shows the full name, where nothing beside the button says what is copied. */
  readonly spelledOut?: boolean;
}

/** Copies a text, and says aloud that it did. */
export function CopyButton({ text, label, spelledOut = false }: CopyButtonProps) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <>
      <Button
        size={spelledOut ? 'sm' : 'compact-sm'}
        variant="default"
        aria-label={label}
        leftSection={clipboard.copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
        onClick={() => clipboard.copy(text)}
      >
        {clipboard.copied
          ? uiText.copied
          : clipboard.error
            ? uiText.selectAndCopy
            : spelledOut
              ? label
              : uiText.copy}
      </Button>
      <VisuallyHidden role="status">{clipboard.copied ? uiText.copied : ''}</VisuallyHidden>
    </>
  );
}
