import { Button, Group, Stack, Text } from '@mantine/core';
import { CodeBlock } from '../../shared/ui/code-block.js';
import { ownAccountText } from '../../text/own-account.js';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** Recovery codes, this once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  return (
    <Stack gap="md" maw={400}>
      <div>
        <Text fw={600}>{ownAccountText.codes.keep}</Text>
        <Text size="sm" c="dimmed" mb="xs">
          {ownAccountText.codes.keepHint}
        </Text>
        <CodeBlock
          code={codes.join('\n')}
          label={ownAccountText.codes.recoveryCodes}
          copyLabel={ownAccountText.codes.copy}
          wrap
        />
      </div>
      <Group>
        <Button onClick={onDone}>{ownAccountText.codes.kept}</Button>
      </Group>
    </Stack>
  );
}
