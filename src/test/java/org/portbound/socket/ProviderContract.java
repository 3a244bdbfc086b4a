package org.portbound.socket;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * What every provider promises, on real sockets of the loopback interface. A provider's test class
 * extends this and gets all of it.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class ProviderContract
    implements OpeningContract, OptionContract, GroupContract, SendingContract, ReceivingContract {}
