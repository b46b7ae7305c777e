/** Runs checks one after another, a line for each, and counts them. */
export class Checks {
  passed = 0;
  failed = 0;
  #hide;

  /** @param {(text: string) => string} hide takes the secrets out of a text */
  constructor(hide) {
    this.#hide = hide;
  }

  /**
   * Runs one check. What its work returns, a figure for instance, stands behind its name.
   * @param {string} name
   * @param {() => Promise<string | undefined | void>} work throws where the check fails
   * @returns {Promise<boolean>} whether it passed
   */
  async check(name, work) {
    const began = performance.now();
    try {
      const figure = await work();
      this.passed += 1;
      console.log(`ok   ${name} (${figure ? `${figure}, ` : ''}${seconds(began)} s)`);
      return true;
    } catch (error) {
      this.failed += 1;
      console.log(`FAIL ${name} (${seconds(began)} s)`);
      const message = error instanceof Error ? error.message : String(error);
      console.log(this.#hide(message).replace(/^/gm, '     '));
      return false;
    }
  }
}

/** @param {number} began */
function seconds(began) {
  return ((performance.now() - began) / 1000).toFixed(1);
}
