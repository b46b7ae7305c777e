import { Button, Group, Stack, Text } from '@mantine/core';
import { CodeBlock } from '../../shared/ui/code-block.js';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** Recovery codes, this once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  return (
    <Stack gap="md" maw={400}>
      <div>
        <Text fw={600}>Keep these recovery codes</Text>
        <Text size="sm" c="dimmed" mb="xs">
          Each one signs you in once when the app is not at hand. They are shown only now.
        </Text>
        <CodeBlock code={codes.join('\n')} label="Recovery codes" copyLabel="Copy codes" wrap />
      </div>
      <Group>
        <Button onClick={onDone}>I have kept them</Button>
      </Group>
    </Stack>
  );
}
