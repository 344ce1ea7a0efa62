package io.cpqoms.search.index;

/** OpenSearch refused a document for what is in it; the message names the document and the reason. */
final class DocumentRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DocumentRefused(String detail) {
        super(detail);
    }
}
