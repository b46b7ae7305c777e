import { fetchAhead, onceNeeded } from '../../shared/ui/once-needed.js';

const keyMenu = async () => (await import('./key-menu.js')).KeyMenu;
const modeStory = async () => (await import('./mode-story.js')).ModeStory;

// Each is in the page only while it is open.
export const KeyMenu = onceNeeded(keyMenu, () => true);
export const ModeStory = onceNeeded(modeStory, () => true);

fetchAhead(() => Promise.all([keyMenu(), modeStory()]));
