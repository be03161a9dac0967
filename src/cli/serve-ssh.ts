import { isIP } from 'node:net'
import { HomeFault } from '../app/home-fault.ts'
import type { Home } from '../app/home.ts'
import { w } from '../core/language.ts'
import { unitMs } from '../core/units.ts'
import type { EndpointLog } from './serve-log.ts'
import type { Session } from './session.ts'

export type AskedSsh = { ssh: number; host: string; sshHost?: string; sshSessions: number; sshIdle?: number }

/** Opens the home over SSH. `announce` says where, and by which host key it is to be known. */
export async function startSsh(session: Session, home: Home, asked: AskedSsh, log: EndpointLog) {
  const host = asked.sshHost ?? asked.host
  const serving = {
    host,
    port: asked.ssh,
    sessions: asked.sshSessions,
    idleMs: asked.sshIdle ?? unitMs.h,
    log: log.say,
  }
  const { port, fingerprint, isNew, close } = await session.faces
    .listenSsh(home, serving)
    .catch((fault: NodeJS.ErrnoException) => {
      const { code = '' } = fault
      if (/^(ENOTFOUND|EAI_|EADDRNOTAVAIL|EAFNOSUPPORT)/.test(code)) throw new HomeFault('bad-host', host)
      if (code === 'EADDRINUSE') throw new HomeFault('ssh-port-in-use', String(asked.ssh))
      throw code === 'EACCES' ? new HomeFault('port-not-allowed', String(asked.ssh)) : fault
    })
  const announce = () => {
    session.print(`ssh://${isIP(host) === 6 ? `[${host}]` : host}:${port}\t${fingerprint}`)
    if (isNew)
      session.tell(
        w(
          `Made a host key, ${fingerprint}: who comes in for the first time is shown it and compares it.`,
          `已生成主机密钥 ${fingerprint}：首次登录的人会看到它，请与此核对。`,
          `已產生主機金鑰 ${fingerprint}：首次登入的人會看到它，請與此核對。`,
        ),
      )
  }
  return { announce, close }
}
