import {
  type ButtonProps,
  createTheme,
  type DrawerHeaderProps,
  type DrawerProps,
  type MantineColorsTuple,
  type MenuProps,
  type ModalHeaderProps,
  type ModalProps,
  type PasswordInputProps,
  type SegmentedControlProps,
  type TooltipProps,
} from '@mantine/core';
import { uiText } from '../text/ui.js';

/** The one accent colour. */
const iris: MantineColorsTuple = [
  '#f1f1fe',
  '#e2e1fb',
  '#c3c1f4',
  '#a29fee',
  '#8682e8',
  '#726ce4',
  '#5f58dd',
  '#4f46c8',
  '#453db2',
  '#39329b',
];

/** A grey with a breath of blue, so that the dark scheme is calm and not black. */
const dark: MantineColorsTuple = [
  '#e6e7eb',
  '#b6b9c2',
  '#9599a5',
  '#6b6f7c',
  '#3b3e49',
  '#2d3039',
  '#23262e',
  '#16181d',
  '#111317',
  '#0b0c0f',
];

const SANS =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif';
const MONO = 'ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';

const TITLE = {
  fontSize: 16,
  fontWeight: 650,
  lineHeight: '24px',
  paddingTop: 2,
  overflowWrap: 'anywhere',
} as const;

/**
 * Mantine's theme: one accent, system typefaces, small radii, dense controls. It names components by their types
 * alone, so that one which the first look at a page does not need is fetched with what needs it.
 */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, dark },
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  defaultRadius: 'md',
  radius: { md: '7px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontFamily: SANS,
    fontWeight: '650',
    sizes: {
      h2: { fontSize: '22px', lineHeight: '28px' },
      h3: { fontSize: '15px', lineHeight: '24px' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } satisfies Partial<ButtonProps> },
    PasswordInput: {
      defaultProps: {
        visibilityToggleButtonProps: { 'aria-label': uiText.showTyped, tabIndex: 0 },
      } satisfies Partial<PasswordInputProps>,
    },
    SegmentedControl: { defaultProps: { transitionDuration: 120 } satisfies Partial<SegmentedControlProps> },
    Tooltip: {
      defaultProps: {
        events: { hover: true, focus: true, touch: true },
        interactive: true,
        openDelay: 120,
        multiline: true,
        maw: 320,
        fz: 12.5,
        transitionProps: { duration: 80 },
      } satisfies Partial<TooltipProps>,
    },
    // A menu stays where its button is for whoever moves by landmarks, and holds nothing but its items.
    Menu: {
      defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } satisfies Partial<MenuProps>,
    },
    // The page has one banner; that of a panel or question would be a second one.
    DrawerHeader: { defaultProps: { role: 'none' } satisfies Partial<DrawerHeaderProps> },
    ModalHeader: { defaultProps: { role: 'none' } satisfies Partial<ModalHeaderProps> },
    Drawer: {
      defaultProps: {
        position: 'right',
        size: 480,
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 140 },
        closeButtonProps: { 'aria-label': uiText.close },
        styles: { title: TITLE, header: { alignItems: 'flex-start' } },
      } satisfies Partial<DrawerProps>,
    },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { duration: 100 },
        closeButtonProps: { 'aria-label': uiText.close },
        styles: { title: TITLE, header: { alignItems: 'flex-start' } },
      } satisfies Partial<ModalProps>,
    },
  },
});
