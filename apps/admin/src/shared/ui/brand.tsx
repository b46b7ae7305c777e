import { uiText } from '../../text/ui.js';
import classes from './brand.module.css';

/** The product's name with its mark: a mock's hollow diamond in front of a live one. */
export function Brand() {
  return (
    <span className={classes.brand}>
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" className={classes.tile} />
        <path
          d="M12.5 7.5 20 16l-7.5 8.5L5 16z"
          fill="none"
          stroke="#fff"
          strokeWidth="2"
          strokeLinejoin="round"
        />
        <path d="M19.5 7.5 27 16l-7.5 8.5L12 16z" fill="#fff" />
      </svg>
      {uiText.product}
    </span>
  );
}
