package dev.cleave.shop.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What counts of a file on the wire and for its readers, line by line, whatever the order. Fields
 * are compared in snake case: server reflection may show them under their names in Java. What is
 * only reserved is compared where the message is still in use.
 */
final class DescribedFile {
  private final TreeSet<String> lines = new TreeSet<>();

  private DescribedFile() {}

  static List<String> of(FileDescriptorProto file) {
    DescribedFile described = new DescribedFile();
    file.getServiceList()
        .forEach(
            service ->
                service
                    .getMethodList()
                    .forEach(
                        rpc ->
                            described.add(
                                "rpc %s.%s(%s) returns (%s) %s %s",
                                service.getName(),
                                rpc.getName(),
                                rpc.getInputType(),
                                rpc.getOutputType(),
                                rpc.getClientStreaming(),
                                rpc.getServerStreaming())));
    file.getMessageTypeList().forEach(described::message);
    file.getEnumTypeList().forEach(described::enumeration);
    return List.copyOf(described.lines);
  }

  private void message(DescriptorProto message) {
    if (message.getFieldCount() == 0 && message.getReservedRangeCount() > 0) {
      return; // no longer used
    }
    add("message %s", message.getName());
    message.getFieldList().forEach(field -> field(message, field));
    message
        .getReservedRangeList()
        .forEach(
            range ->
                add("%s reserves %d to %d", message.getName(), range.getStart(), range.getEnd()));
    message
        .getReservedNameList()
        .forEach(name -> add("%s reserves %s", message.getName(), snake(name)));
  }

  private void field(DescriptorProto message, FieldDescriptorProto field) {
    String oneof =
        field.getProto3Optional()
            ? "optional"
            : field.hasOneofIndex() ? message.getOneofDecl(field.getOneofIndex()).getName() : "";
    add(
        "%s.%s = %d %s %s %s %s",
        message.getName(),
        snake(field.getName()),
        field.getNumber(),
        field.getLabel(),
        field.getType(),
        field.getTypeName(),
        oneof);
  }

  private void enumeration(EnumDescriptorProto type) {
    if (type.getValueCount() == 1 && type.getReservedRangeCount() > 0) {
      return; // no longer used
    }
    type.getValueList()
        .forEach(value -> add("%s.%s = %d", type.getName(), value.getName(), value.getNumber()));
    type.getReservedRangeList()
        .forEach(
            range -> add("%s reserves %d to %d", type.getName(), range.getStart(), range.getEnd()));
    type.getReservedNameList().forEach(name -> add("%s reserves %s", type.getName(), name));
  }

  private void add(String line, Object... values) {
    lines.add(line.formatted(values));
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
