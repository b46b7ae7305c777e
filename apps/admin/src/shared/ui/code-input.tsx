import { TextInput, type TextInputProps } from '@mantine/core';

/** Where a code of the authenticator app goes; it takes the focus, as it is asked for alone. */
export function CodeInput(props: TextInputProps) {
  return (
    <TextInput
      label="Code"
      description="Six digits from your authenticator app, or a recovery code."
      autoComplete="one-time-code"
      autoFocus
      {...props}
    />
  );
}
