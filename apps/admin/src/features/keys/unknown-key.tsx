import { Alert, Button, Text } from '@mantine/core';
import { AlertIcon } from '../../shared/icons.js';
import { keysText } from '../../text/keys.js';

const words = keysText.unknown;

/** What stands over the table where a link leads to a key that is not here. */
export function UnknownKey({ onClose }: { onClose: () => void }) {
  return (
    <Alert color="gray" role="alert" icon={<AlertIcon />} title={words.title} mb="md">
      <Text size="sm">{words.text}</Text>
      <Button size="compact-sm" variant="default" mt="xs" onClick={onClose}>
        {words.close}
      </Button>
    </Alert>
  );
}
