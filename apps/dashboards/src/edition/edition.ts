/**
 * Counts the programs whose read models differ from those of the program before for the same events: another measure,
 * another fold, a column more. A service that starts on the tables of another edition builds them anew from its story.
 * `edition.int.spec.ts` fails when the tables change and this number does not.
 */
export const EDITION = 15

/** What `model_edition` says of the tables beside it. */
export interface ModelState {
  readonly edition: number
  readonly complete: boolean
}

/** False while other tables are to be found than this program's: none of its questions may be asked of them. */
export function isBuilt(state: ModelState | undefined): boolean {
  return state?.edition === EDITION && state.complete
}

/** Thrown at the bus, which waits with the batch as it waits for a database that starts up; its code says so. */
export class ModelNotBuilt extends Error {
  readonly code = '57P03'

  constructor() {
    super('the read models of the dashboards are those of another program, or being built anew')
    this.name = 'ModelNotBuilt'
  }
}
