package org.portbound.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Control groups as the container programs name them. */
final class ContainerTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "0::/system.slice/docker-ID.scope, DOCKER, 0123456789ab",
    "4:memory:/docker/ID, DOCKER, 0123456789ab",
    "0::/machine.slice/libpod-ID.scope/container, PODMAN, 0123456789ab",
    "0::/kubepods.slice/kubepods-pod1.slice/crio-ID.scope, CRIO, 0123456789ab",
    "0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-ID.scope, CONTAINERD, 0123456789ab",
    "0::/kubepods/burstable/pod12ab/ID, CONTAINERD, 0123456789ab",
    "0::/default/ID, CONTAINERD, 0123456789ab",
    "0::/lxc.payload.web/init.scope, LXC, web",
    "4:memory:/lxc/web, LXC, web",
    "0::/machine.slice/systemd-nspawn@web.service/payload, NSPAWN, web",
    "0::/machine.slice/machine-my\\x2dweb.scope, NSPAWN, my-web",
    "0::/lxc.payload.web/system.slice/docker-ID.scope, DOCKER, 0123456789ab",
  })
  void isNamedByItsGroup(String line, Container.Kind kind, String name) {
    String cgroup = "9:name=systemd:/\n" + line.replace("ID", ID) + "\n1:cpu:/\n";
    assertEquals(Optional.of(new Container(kind, name)), Container.of(cgroup));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0::/", "0::/user.slice/user-1000.slice/session-2.scope", "0::/docker/short"})
  void otherGroupsAreNone(String cgroup) {
    assertEquals(Optional.empty(), Container.of(cgroup));
  }
}
