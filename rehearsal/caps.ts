import type { Capabilities } from "../src/gateway/port.js";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const GATEWAY_08 = words(`
  solve.base solve.inlinereturn resolveimage resolveimage.resolvemode readfile return returnmap readdir statfile
  importcaches proto.refarray reference.output frontend.inputs gateway.solve.metadata gateway.exec frontend.caps
  gateway.solve.evaluate`);

const LLB_08 = words(`
  source.image source.image.resolvemode source.local source.local.unique source.local.sessionid
  source.local.includepatterns source.local.followpaths source.local.excludepatterns source.local.sharedkeyhint
  source.git source.git.keepgitdir source.git.fullurl source.git.httpauth source.git.knownsshhosts
  source.git.mountsshsock source.http source.http.checksum source.http.perm soruce.http.uidgid
  source.buildop.llbfilename exec.meta.base exec.meta.proxyenv exec.meta.network exec.meta.security
  exec.meta.setsdefaultpath exec.mount.bind exec.mount.bind.readwrite-nooutput exec.mount.cache
  exec.mount.cache.sharing exec.mount.selector exec.mount.tmpfs exec.mount.secret exec.mount.ssh exec.cgroup
  exec.meta.security.devices.v1 file.base file.rm.wildcard constraints platform meta.ignorecache meta.description
  meta.exportcache`);

const GATEWAY_032 = words(`
  gateway.exec.extrahosts gateway.exec.secretenv gateway.exec.signals gateway.exec.filesystem gateway.evaluate
  gateway.warnings reference.attestations source.metaresolver source.metaresolver.image.attestations
  source.metaresolver.http.checksumrequest`);

const LLB_032 = words(`
  source.image.layerlimit source.image.checksum source.local.differ source.local.metadatatransfer source.git.subdir
  source.git.checksum source.http.auth source.http.header source.imageblob source.ocilayout exec.meta.cgroup.parent
  exec.meta.ulimit exec.meta.cdi exec.meta.removemountstubs.recursive exec.mount.tmpfs.size
  exec.mount.cache.content exec.secretenv exec.validexitcode file.copy.includeexcludepatterns
  file.copy.requiredpaths file.rm.nofollowsymlink file.copy.alwaysreplaceexistingdestpaths file.copy.modestring
  file.symlink.create mergeop diffop passthroughop exporter.image.annotations exporter.image.attestations
  exporter.sourcedateepoch exporter.multiple source.policy`);

/** What Docker 20.10 says it can do (BuildKit v0.8.3). */
export const OLD_CAPS: Capabilities = { gateway: new Set(GATEWAY_08), llb: new Set(LLB_08) };

/** What a daemon of 2025 says it can do (BuildKit v0.32, image store of containerd). */
export const NEW_CAPS: Capabilities = {
  gateway: new Set([...GATEWAY_08, ...GATEWAY_032]),
  llb: new Set([...LLB_08, ...LLB_032]),
};
