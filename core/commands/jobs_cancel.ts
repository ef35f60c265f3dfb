import { RunCommand } from '#core/jobs/run_command'

export default class JobsCancel extends RunCommand {
  static commandName = 'jobs:cancel'
  static description = 'Stop a batch run: what was done stays, the rest is not done'

  protected async action() {
    const { cancelRunAction } = await import('#core/jobs/actions')
    return cancelRunAction
  }
}
