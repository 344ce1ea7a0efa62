package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.Serial;

/** What a reader of ours found wrong in a body, in words that are meant for the client. */
final class WrongInput extends MismatchedInputException {

    @Serial
    private static final long serialVersionUID = 1L;

    private WrongInput(JsonParser parser, String message) {
        super(parser, message);
    }

    static WrongInput at(JsonParser parser, String message) {
        return new WrongInput(parser, message);
    }
}
