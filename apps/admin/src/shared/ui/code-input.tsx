import { TextInput, type TextInputProps } from '@mantine/core';
import { uiText } from '../../text/ui.js';

/** Where a code of the authenticator app goes; it takes the focus, as it is asked for alone. */
export function CodeInput(props: TextInputProps) {
  return (
    <TextInput
      label={uiText.code}
      description={uiText.codeHint}
      autoComplete="one-time-code"
      autoFocus
      {...props}
    />
  );
}
