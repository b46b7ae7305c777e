import { Skeleton } from '@mantine/core';
import { usageText } from '../../text/usage.js';
import classes from './usage-view.module.css';

/** The outline of the page while the first numbers load. */
export function UsageSkeleton() {
  return (
    <div role="status" aria-label={usageText.loading}>
      <div className={classes.skeletonFigures}>
        {['fetches', 'mock', 'live', 'outside'].map((figure) => (
          <Skeleton key={figure} height={90} radius={10} />
        ))}
      </div>
      <Skeleton height={330} radius={10} mb={16} />
      <Skeleton height={180} radius={10} />
    </div>
  );
}
