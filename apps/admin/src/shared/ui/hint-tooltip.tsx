import { Tooltip, type TooltipProps } from '@mantine/core';

interface HintTooltipProps extends Pick<TooltipProps, 'maw' | 'position'> {
  readonly target: HTMLElement;
  readonly id: string;
  readonly content: TooltipProps['label'];
  readonly canBeEntered: boolean;
  readonly onHold: () => void;
  readonly onLeave: () => void;
}

/** The window of a hint, see useHint. */
export function HintTooltip({
  target,
  id,
  content,
  canBeEntered,
  onHold,
  onLeave,
  ...props
}: HintTooltipProps) {
  return (
    <Tooltip
      opened
      target={target}
      interactive={canBeEntered}
      portalProps={{ target: '#content' }}
      label={
        <span id={id} onPointerEnter={onHold} onPointerLeave={onLeave}>
          {content}
        </span>
      }
      {...props}
    />
  );
}
