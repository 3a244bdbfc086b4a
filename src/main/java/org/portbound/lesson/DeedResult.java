package org.portbound.lesson;

import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Forecast;
import org.portbound.text.Message;
import org.portbound.workbench.Refusal;

/**
 * What came of one deed.
 *
 * @param deed what was done
 * @param asExpected whether the kernel's answer is the expected one
 * @param answer the kernel's answer
 * @param forecast what Portbound's own rules foretold, of a bind; else null
 * @param refusal the refusal with its diagnosis, of a bind that was refused; else null
 * @param listener number of the listener it is about, or 0
 * @param firstCall number of its first socket call in the ledger
 * @param endCall number after its last one
 */
public record DeedResult(
    Deed deed,
    boolean asExpected,
    Message answer,
    @Nullable Forecast forecast,
    @Nullable Refusal refusal,
    int listener,
    long firstCall,
    long endCall) {}
