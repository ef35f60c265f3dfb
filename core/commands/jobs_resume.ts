import { RunCommand } from '#core/jobs/run_command'

export default class JobsResume extends RunCommand {
  static commandName = 'jobs:resume'
  static description = 'Take up a batch run that failed: what failed is done again'

  protected async action() {
    const { resumeRunAction } = await import('#core/jobs/actions')
    return resumeRunAction
  }
}
