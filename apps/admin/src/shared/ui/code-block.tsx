import classes from './code-block.module.css';
import { CopyButton } from './copy-button.js';

interface CodeBlockProps {
  readonly code: string;
  /** The name of the copy button, like `Copy curl`. */
  readonly copyLabel: string;
  /** What the block shows, for screen readers. */
  readonly label: string;
  /** Breaks long lines instead of scrolling; what is copied stays as it is. */
  readonly wrap?: boolean;
  /** A word above the code, like its language. */
  readonly caption?: string;
}

/** Code to copy: it scrolls in its own box and can be reached with the keyboard. */
export function CodeBlock({ code, copyLabel, label, wrap = false, caption }: CodeBlockProps) {
  return (
    <div className={classes.block} data-wrap={wrap || undefined}>
      <section aria-label={label}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard */}
        <pre className={classes.code} data-wrap={wrap || undefined} tabIndex={0}>
          {code}
        </pre>
      </section>
      <div className={classes.copy}>
        {caption && <span className={classes.caption}>{caption}</span>}
        <CopyButton text={code} label={copyLabel} />
      </div>
    </div>
  );
}
