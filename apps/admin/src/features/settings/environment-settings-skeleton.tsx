import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import { Skeleton } from '@mantine/core';
import { settingsText } from '../../text/settings.js';
import classes from './environment-settings.module.css';

/** The outline of the environment defaults while they load. */
export function EnvironmentSettingsSkeleton() {
  return (
    <div className={classes.section} role="status" aria-label={settingsText.loading}>
      <div className={classes.intro}>
        <Skeleton height={14} width={160} my={5} />
        <Skeleton height={12} width={130} my={4} />
      </div>
      <div className={classes.environments}>
        {ENVIRONMENTS.map((environment) => (
          <Skeleton key={environment} height={36} mt={20} />
        ))}
      </div>
    </div>
  );
}
