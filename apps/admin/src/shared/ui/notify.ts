import { notifications } from '@mantine/notifications';
import { uiText } from '../../text/ui.js';

/** Says in passing, also to screen readers, that something is done. */
export function notifyDone(message: string): void {
  show(message, 'iris', 'status', 4000);
}

/** Says in passing, also to screen readers, that something could not be done, and what to do. */
export function notifyFailed(message: string): void {
  show(message, 'red', 'alert', 10_000);
}

function show(message: string, color: string, role: 'status' | 'alert', autoClose: number): void {
  // Only the latest matters; a pile of them would cover the page.
  notifications.clean();
  notifications.show({
    message,
    color,
    role,
    autoClose,
    withBorder: true,
    closeButtonProps: { 'aria-label': uiText.closeMessage },
  });
}
