import { Notifications } from '@mantine/notifications';

/** Where passing messages appear; fetched after the first look, for none is there by then. */
export function Notices() {
  return <Notifications position="bottom-left" limit={2} />;
}
