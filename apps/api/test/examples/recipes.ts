import { load } from 'js-yaml';
import type { Variables } from '../harness/machine.js';
import { readExample } from './example-files.js';

/** A script of a recipe, with the variables that it is given there. */
export interface Step {
  readonly script: string;
  readonly variables: Variables;
}

/** What a project is set up with: the server's address and the token. */
export interface Project {
  readonly IBYOK_API: string;
  readonly IBYOK_ACCESS_TOKEN: string;
}

interface GitHubStep {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: object;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What GitHub does by itself: a checkout, and Node.js on PATH. */
const ACTIONS = /^actions\/(checkout|setup-node)@v\d+$/;
const STEP_WORDS = ['name', 'uses', 'with', 'run', 'env'];
const EXPRESSION = /\$\{\{\s*(.*?)\s*\}\}/g;

/** The steps of the GitHub recipe, with its expressions replaced. */
export function gitHubSteps({ IBYOK_API, IBYOK_ACCESS_TOKEN }: Project): readonly Step[] {
  const known: Variables = {
    'vars.IBYOK_API': IBYOK_API,
    'secrets.IBYOK_ACCESS_TOKEN': IBYOK_ACCESS_TOKEN,
  };
  const evaluate = (text: string): string =>
    text.replace(EXPRESSION, (_, expression: string) => known[expression] ?? refuse(expression));
  const { jobs } = load(readExample('github-actions/safe-ci.yml')) as {
    jobs: Record<string, { env?: Record<string, string>; steps: GitHubStep[] }>;
  };
  return Object.values(jobs).flatMap(({ env: ofJob = {}, steps }) =>
    steps.flatMap((step) => {
      const unknown = Object.keys(step).find((word) => !STEP_WORDS.includes(word));
      if (unknown !== undefined) refuse(unknown);
      if (step.run === undefined) return ACTIONS.test(step.uses ?? '') ? [] : refuse(String(step.uses));
      // In a script an expression is text that the shell reads: only variables are safe.
      if (step.run.includes('${{')) refuse(step.run);
      const variables = Object.entries({ ...ofJob, ...step.env }).map(([name, text]) => [
        name,
        evaluate(text),
      ]);
      return [{ script: step.run, variables: Object.fromEntries(variables) }];
    }),
  );
}

/** The commands of the GitLab recipe, each with the project's variables. */
export function gitLabSteps(project: Project): readonly Step[] {
  const jobs = load(readExample('gitlab/.gitlab-ci.yml')) as Record<
    string,
    { before_script: string[]; script: string[] }
  >;
  return Object.values(jobs).flatMap(({ before_script, script }) =>
    [...before_script, ...script].map((line) => ({ script: line, variables: { ...project } })),
  );
}

function refuse(what: string): never {
  throw new Error(`the recipe has what this test cannot do: ${what}`);
}
