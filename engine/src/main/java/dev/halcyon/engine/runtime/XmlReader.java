package dev.halcyon.engine.runtime;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An XML document as a bag: an element is a member, attributes are members with {@code @} before the name, text beside
 * them is {@code #text}, equal names become an array. Declarations, comments and instructions are left out; document
 * types are not read at all, so that no entity is ever resolved.
 */
final class XmlReader {

    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 256;
    private static final String TEXT = "#text";

    private final Deque<Element> open = new ArrayDeque<>();
    private @Nullable Json root;

    private XmlReader() {}

    /** An element whose end has not been read. */
    private record Element(String name, Map<String, List<Json>> members) {
        void add(String member, Json value) {
            members.computeIfAbsent(member, _ -> new ArrayList<>()).add(value);
        }

        /** Only text is the text itself, nothing at all is null. */
        Json value() {
            if (members.isEmpty()) {
                return Json.nothing();
            }
            List<Json> texts = members.get(TEXT);
            if (members.size() == 1 && texts != null && texts.size() == 1) {
                return texts.getFirst();
            }
            Map<String, Json> bag = new LinkedHashMap<>();
            members.forEach(
                    (name, values) -> bag.put(name, values.size() == 1 ? values.getFirst() : new Json.Array(values)));
            return new Json.Bag(bag);
        }
    }

    /** A new one for each document: a factory may be used by one thread only. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Null for what is no document. */
    static @Nullable Json read(String text) {
        if (text.length() > LONGEST || text.isBlank()) {
            return null;
        }
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text.strip()));
            XmlReader document = new XmlReader();
            while (reader.hasNext()) {
                if (!document.accept(reader.next(), reader)) {
                    return null;
                }
            }
            return document.root;
        } catch (XMLStreamException e) {
            return null;
        }
    }

    private boolean accept(int event, XMLStreamReader reader) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                Element element = new Element(reader.getLocalName(), new LinkedHashMap<>());
                for (int index = 0; index < reader.getAttributeCount(); index++) {
                    element.add(
                            "@" + reader.getAttributeLocalName(index), new Json.Text(reader.getAttributeValue(index)));
                }
                open.push(element);
            }
            case XMLStreamConstants.END_ELEMENT -> {
                Element element = open.pop();
                if (open.isEmpty()) {
                    root = new Json.Bag(Map.of(element.name(), element.value()));
                } else {
                    open.peek().add(element.name(), element.value());
                }
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                String text = reader.getText().strip();
                if (!text.isEmpty() && !open.isEmpty()) {
                    open.peek().add(TEXT, new Json.Text(text));
                }
            }
            case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD -> {
                return false;
            }
            default -> {
                // Comments and processing instructions carry no data.
            }
        }
        return open.size() <= DEEPEST;
    }
}
